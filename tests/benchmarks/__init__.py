"""What the parts cost on this machine. `make bench` runs all and writes RESULTS.md."""
