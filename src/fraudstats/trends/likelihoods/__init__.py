"""Likelihoods and standard errors that several models share.

- `glm`: generalised linear models of counts and amounts;
- `negative_binomial`: its regression, in arithmetic for large counts;
- `censored`: the log likelihood of numbers known only as ranges;
- `normal_ranges`: its maximum for normal errors;
- `maximum`: the maximum of any other log likelihood;
- `profile`: profile intervals and tests that hold in short series;
- `best_prediction`: generalised least squares under a known covariance, and the best linear prediction;
- `allowed`: what ranges allow without a model of errors;
- `covariance`: standard errors under heteroscedasticity and autocorrelation, their quantiles in `fixed_b`;
- `autoregression`: estimates and standard errors under autoregressive errors;
- `mixture`: mixtures of t distributions, by which estimates are averaged over what is not known;
- `wald`: the result class of everything whose uncertainty is a covariance matrix.
"""
