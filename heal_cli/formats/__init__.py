"""Formats: each draws the blocks of a document for one kind of reader."""
