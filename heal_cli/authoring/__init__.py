"""Help for those who write content: checking it, and starting a new topic."""
