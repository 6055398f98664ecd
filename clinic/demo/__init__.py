"""Invented clinics, people and courses of care: for trying the portal, for tests and for measuring it.

The rows are written in bulk, and are those that the actions would have written over the weeks.
"""
