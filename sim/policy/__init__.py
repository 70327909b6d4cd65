"""Documents, rules, levers and targets: what is in force when and where."""
