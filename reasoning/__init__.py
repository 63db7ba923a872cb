"""What follows from what is printed: intervals of cells by linear inequalities in fixed point, each with its proof.

Belongs here: inequalities, their propagation, proofs and contradictions, on plain values. Does not belong here: where
the statements come from and where the results go; `int_inferred`, a dbt model, calls `bounds.infer`.
"""
