"""Tiered care and payment reform in a Chinese prefecture, resident by resident."""
