"""Trials of many processes, commands, edits and kills: small in every run, long in `make load`.

Each trial is given an empty folder, and returns what it did; what is wrong fails it.
"""
