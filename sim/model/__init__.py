"""One run in time: months, rules in force, beliefs, books; wires engine, policy and ledger."""
