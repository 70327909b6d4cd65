"""A package of its own: Ciw, which the benchmarks install, brings another one called tests."""
