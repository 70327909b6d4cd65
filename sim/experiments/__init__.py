"""Many runs: replications, arms, results folders."""
