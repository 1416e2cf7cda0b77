"""Likelihoods and standard errors that several models share.

- `glm`: generalised linear models of counts and amounts;
- `censored`: the log likelihood of numbers known only as ranges;
- `maximum`: the maximum of a numerical log likelihood, and profile intervals around it;
- `covariance`: standard errors under heteroscedasticity and autocorrelation;
- `wald`: the result class of everything whose uncertainty is a covariance matrix.
"""
