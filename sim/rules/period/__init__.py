"""Rules of a month or a year: arrays in, arrays out."""
