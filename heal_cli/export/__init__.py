"""The whole library as a folder of pages that a browser reads from a disk or any server."""
