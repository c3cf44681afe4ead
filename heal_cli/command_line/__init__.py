"""The command line: what readers type becomes a question, what commands answer is shown."""
