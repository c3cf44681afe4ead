"""The index: what is read once from YAML and asked ever after."""
