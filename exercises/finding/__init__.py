"""Searching and narrowing down in memory: plain Python over plain facts, so that every database finds the same."""
