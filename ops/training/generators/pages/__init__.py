"""Pages out of the middle of long contracts, where most of what is asked about the contract is not said."""
