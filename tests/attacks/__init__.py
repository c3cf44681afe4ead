"""What attackers and bad days do, and what must stand all the same."""
