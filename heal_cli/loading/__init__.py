"""YAML files to models: what files hold, how nodes are read, what a fault says."""
