"""Effective draws per second: the chains here against NUTS on the same posterior.

132 months under 60 statements, three of them stated changes. Both sample the same density: the months'
Gaussian prior at one value of each scale and without bursts, confined to the polytope. NUTS (NumPyro) cannot see hard
walls, so it gets them in the ways known to help:

- *months*: the months as standard normals behind the prior's Cholesky factor, every wall a steep logistic slope (a
  hundredth of the slab's width), which bends the posterior a little in NUTS's favour;
- *totals*: the same slopes, but in the coordinates used here: independent totals, each measured in widths of its slab,
  and the rest of the months as free normals.

Effective sizes are the smallest over months, by this package's own `effective_size` for both. Compilation is
not counted. Run with `PYTHONPATH=tests` in an environment that has fraudstats and numpyro; writes
benchmarks/RESULTS-sampling.md.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from reconciliation.worlds import bulletins, simulate

from fraudstats.reconciliation.estimate.bursts import Bursts
from fraudstats.reconciliation.estimate.diagnostics import effective_size
from fraudstats.reconciliation.estimate.draws import draw
from fraudstats.reconciliation.estimate.posterior import posterior
from fraudstats.reconciliation.estimate.prior import Scale
from fraudstats.reconciliation.estimate.sampling import Gibbs
from fraudstats.reconciliation.statements.read import read_statements

STEEP = 100.0


def problem(months, statements, changes, seed=0):
    """Statements on a simulated series."""
    rng = np.random.default_rng(seed)
    truth = simulate("walk", years=-(-months // 12), seed=seed).iloc[:months]
    table = pd.concat([bulletins(truth, seed + turn) for turn in range(2 + statements * 12 // months)])
    table = table.drop_duplicates(["period_start", "period_end"]).reset_index(drop=True)
    table = table.sample(min(statements - changes, len(table)), random_state=seed)
    stated = []
    for year in rng.choice(range(1, months // 12), changes, replace=changes > months // 12 - 1):
        new, old = truth.iloc[12 * year : 12 * year + 6], truth.iloc[12 * year - 12 : 12 * year - 6]
        change = np.round(new.sum() / old.sum() - 1, 3)
        ends = {"period": new, "base": old}
        dates = {f"{name}_start": part.index[0].start_time for name, part in ends.items()}
        dates |= {f"{name}_end": part.index[-1].end_time.normalize() for name, part in ends.items()}
        stated.append(dates | {"lower": change - 0.0005, "upper": change + 0.0005})
    return read_statements(table, pd.DataFrame(stated) if stated else None)


def ours(target, draws=2000, chains=50):
    """Effective draws and seconds of the chains here, tables and warm-up included."""
    begin = time.perf_counter()
    gibbs = Gibbs(target.prior, target.region, chains, seed=1)
    gibbs.warm_up(60)
    values = gibbs.run(draws // chains, thin=2).values
    return effective_size(values).min(), time.perf_counter() - begin


def nuts(target, coordinates, warm=300, draws=300, depth=10):
    """Effective draws and seconds of NUTS, its warm-up included, compilation not."""
    import jax
    import jax.numpy as jnp
    import numpyro
    from numpyro.distributions import Normal
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)
    sides, limits = jnp.asarray(target.region.sides), jnp.asarray(target.region.limits)
    slope = jnp.asarray(STEEP / widths(target.region))
    size, start, unknowns = {"months": by_months, "totals": by_totals}[coordinates](target, jnp)

    def model():
        free = numpyro.sample("free", Normal(jnp.zeros(size), 1.0))
        z, log_density = unknowns(free)
        numpyro.factor("walls", log_density + jax.nn.log_sigmoid(slope * (sides @ z - limits)).sum())
        numpyro.deterministic("z", z)

    sampler = MCMC(NUTS(model, max_tree_depth=depth), num_warmup=warm, num_samples=draws, progress_bar=False)
    begin = {"init_params": {"free": jnp.asarray(start)}}
    MCMC(NUTS(model, max_tree_depth=1), num_warmup=2, num_samples=2, progress_bar=False).run(
        jax.random.PRNGKey(0), **begin
    )
    clock = time.perf_counter()
    sampler.run(jax.random.PRNGKey(1), **begin)
    values = np.asarray(sampler.get_samples()["z"])
    seconds = time.perf_counter() - clock
    return effective_size(np.stack(np.split(values, 2))).min(), seconds


def by_months(target, jnp):
    """The months are the prior's Cholesky factor times free normals."""
    mean, factor = moments(target.prior)
    mean, factor = jnp.asarray(mean), jnp.asarray(factor)
    start = np.linalg.solve(factor, target.region.inside - mean)
    return len(mean), start, lambda e: (mean + factor @ e, 0.0)


def by_totals(target, jnp):
    """The totals on the scale of their slabs; what they leave open is normal, as in `Gibbs`."""
    mean, factor = moments(target.prior)
    A = target.region.coordinates
    covariance = A @ factor @ factor.T @ A.T
    gain = factor @ factor.T @ A.T @ np.linalg.inv(covariance)
    rest = factor - gain @ A @ factor
    centre, size = A @ target.region.inside, slabs(target.region)
    middle, precision = jnp.asarray(A @ mean), jnp.asarray(np.linalg.inv(covariance))
    mean, gain, rest, k = jnp.asarray(mean), jnp.asarray(gain), jnp.asarray(rest), len(A)

    def unknowns(free):
        away = centre + size * free[:k] - middle
        # The totals' own density in place of the standard normal that `free` starts from.
        return mean + gain @ away + rest @ free[k:], 0.5 * free[:k] @ free[:k] - 0.5 * away @ precision @ away

    return k + len(A[0]), np.zeros(k + len(A[0])), unknowns


def settled(target):
    """The prior without bursts, each scale at the value that chains have most often."""
    gibbs = Gibbs(target.prior, target.region, 100, seed=0)
    gibbs.warm_up(60)
    common = [np.bincount(column).argmax() for column in gibbs.shape.choice.T]
    values = zip(target.prior.scales.items(), common, strict=True)
    known = {name: Scale(scale.values[[one]], np.zeros(1)) for (name, scale), one in values}
    return replace(target.prior, scales=known, bursts=Bursts.of(np.zeros(len(target.prior.mean))))


def moments(prior):
    """Mean and Cholesky factor of the prior at its single grid point."""
    parts = np.array([part.covariance_with(np.eye(len(prior.mean))) for part in prior.components])
    covariance = np.tensordot(prior.variances(np.zeros((1, len(prior.scales)), int))[0], parts, axes=1)
    return prior.mean, np.linalg.cholesky(covariance)


def widths(region):
    """For each side, the distance to the opposite side (1 where there is none)."""
    gaps = np.ones(len(region.sides))
    for row, side in enumerate(region.sides):
        (other,) = np.nonzero((np.abs(region.sides + side) < 1e-12).all(axis=1))
        if len(other):
            gaps[row] = -region.limits[other].max() - region.limits[row]
    return gaps


def slabs(region):
    """For each coordinate, its slab's width (a change's middle: twice the room to its nearer side)."""
    gaps = widths(region)
    room = region.sides @ region.inside - region.limits
    size = np.empty(len(region.coordinates))
    for i, row in enumerate(region.coordinates):
        same = np.abs(region.sides - row).sum(axis=1) < 0.02 * np.abs(row).sum()
        size[i] = min(gaps[same].min(), 2 * room[same].max()) if same.any() else 1.0
    return size


def main():
    statements = problem(132, 60, 3)
    target = posterior(statements)
    fixed = replace(target, prior=settled(target))
    rows = {"chains, scales fixed": ours(fixed), "chains, scales learnt": ours(target)}
    for coordinates in ("totals", "months"):
        rows[f"NUTS, {coordinates}, scales fixed"] = nuts(fixed, coordinates)
    table = pd.DataFrame(rows, ["effective draws", "seconds"]).T
    table["effective draws per second"] = table["effective draws"] / table["seconds"]
    table["ratio"] = table["effective draws per second"].iloc[0] / table["effective draws per second"]
    write(statements, table, grow())


def grow(months=120):
    """Processor seconds and effective sizes of `draw(2000)`, by the number of statements."""
    rows = []
    for count in (10, 30, 100, 124):
        target = posterior(problem(months, count, 0))
        begin = time.process_time()
        size = draw(target, 2000).convergence["ess"]
        seconds, of_scales = time.process_time() - begin, size.index.isin(list(target.prior.scales))
        rows.append((count, len(target.region.coordinates), seconds, size[~of_scales].min(), size[of_scales].min()))
        print(rows[-1], flush=True)
    return pd.DataFrame(rows)


ABOUT = """# Speed of sampling

132 months, {count} statements ({changes} stated changes); one core; the smallest effective size over all months;
warm-up and tables included, compilation of NUTS not (300 warm-up steps, 300 draws). NUTS gets the walls as steep
slopes, and in "totals" also the coordinates of this package; see the script.
Command: `PYTHONPATH=tests python benchmarks/sampling_speed.py`.

| sampler | effective draws | seconds | effective draws per second | how many times slower |
|---|---|---|---|---|
{peers}

## 2,000 draws of 120 months, scales and bursts learnt

`draws(2000)` on windows as simulated ministries print them, in processor seconds on one core, with the rounds that it
takes until the chains agree; the smallest effective size of totals and months, and of scales.

| statements | independent totals | draws, s | totals and months | scales |
|---|---|---|---|---|
{growth}
"""


def write(statements, peers, growth):
    peer = "| {} | {:.0f} | {:.1f} | {:.2f} | {:.1f} |"
    grown = "| {:.0f} | {:.0f} | {:.1f} | {:.0f} | {:.0f} |"
    text = ABOUT.format(
        count=len(statements),
        changes=statements.is_change.sum(),
        peers="\n".join(peer.format(name, *row) for name, row in zip(peers.index, peers.to_numpy(), strict=True)),
        growth="\n".join(grown.format(*row) for row in growth.to_numpy()),
    )
    Path(__file__).with_name("RESULTS-sampling.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
