"""A city of one's own: the workbook that asks for its numbers, and the region that is made of them."""
