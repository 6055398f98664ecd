"""The plain rules of care: values in, values out. No database, no request, no wording.

Dates are the runner's local dates. Measured quantities are `Decimal`, in the unit of their measure. Pain is
a whole number from 0 (none) to 10 (worst). Rules propose and sort; a therapist decides.
"""
