"""Many fits: one per draw, pooled by Rubin's rules, on one core or a cluster."""
