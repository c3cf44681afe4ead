"""The ways out: to a stream, through a pager, into a file."""
