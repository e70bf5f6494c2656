"""Whole ways through the product in real browsers."""
