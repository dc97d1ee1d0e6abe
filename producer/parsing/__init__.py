"""Reads one file into elements, in a process that may be killed."""
