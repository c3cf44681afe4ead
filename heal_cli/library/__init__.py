"""The library as readers ask it: by name, across topics, in their own words."""
