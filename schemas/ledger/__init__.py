"""The ledger: one SQL function for each legal move, each one transaction, guarded by the state it moves from."""
