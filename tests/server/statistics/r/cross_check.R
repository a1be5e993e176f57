#!/usr/bin/env Rscript
# SPDX-License-Identifier: EUPL-1.2
# Puts thousands of random data sets to balieblik-calc and to R, and shows by how much they differ.
#
#   apt-get install r-base-core r-cran-survey r-cran-psych r-cran-boot r-cran-lme4 r-cran-jsonlite
#   Rscript tests/server/statistics/r/cross_check.R build/dev/sync-server/calc/balieblik-calc [cases] [seed]
#
# The data sets hold ties, weights, missing values, groups with one value and groups with none. Where R gives no figure,
# balieblik-calc must refuse, and the other way round; a kind of case in which they may differ is named in `explained`
# and counted. Not part of ./check, as R is no dependency of the product. docs/statistics.md keeps the table.
suppressPackageStartupMessages({
  library(jsonlite); library(survey); library(psych); library(boot); library(lme4)
})
options(survey.lonely.psu = "fail", warn = -1)

args <- commandArgs(trailingOnly = TRUE)
calc <- args[1]
cases <- if (length(args) > 1) as.integer(args[2]) else 2000L
set.seed(if (length(args) > 2) as.integer(args[3]) else 20260101L)

# --- Both sides --------------------------------------------------------------------------------------------------------

# Six decimals survive the way through JSON exactly.
r6 <- function(x) round(x, 6)
whole <- function(from, to, n = 1) sample(from:to, n, replace = TRUE)

ask <- function(requests) {
  lines <- vapply(requests, function(r) as.character(toJSON(r, auto_unbox = TRUE, digits = NA, null = "null", na = "null")), "")
  answers <- system2(calc, input = lines, stdout = TRUE)
  stopifnot(length(answers) == length(requests))
  lapply(answers, fromJSON, simplifyVector = FALSE)
}

at <- function(value, path) {
  for (step in strsplit(path, "/", fixed = TRUE)[[1]])
    value <- if (grepl("^[0-9]+$", step)) value[[as.integer(step) + 1]] else value[[step]]
  if (is.null(value)) NA else as.numeric(unlist(value))
}

table_rows <- list()
# `cases` is a list of list(request, expect = named numbers by path, or NULL where R has no figure,
#                           explained = why the sides may differ in giving one, or NULL).
compare <- function(name, what, cases, tolerance) {
  answers <- ask(lapply(cases, `[[`, "request"))
  figures <- 0; refused <- 0; worst <- 0; wrong <- 0; explained <- c()
  for (i in seq_along(cases)) {
    case <- cases[[i]]; reply <- answers[[i]]
    if (is.null(case$expect) != !isTRUE(reply$ok)) {
      if (is.null(case$explained)) {
        wrong <- wrong + 1
        if (wrong <= 3) cat("DIFFERS", name, toJSON(case$request, auto_unbox = TRUE, digits = NA), "\n  answer:", toJSON(reply, auto_unbox = TRUE), "\n")
      } else explained <- c(explained, case$explained)
      next
    }
    if (is.null(case$expect)) { refused <- refused + 1; next }
    figures <- figures + 1
    if (!is.null(case$verdict) && !identical(case$verdict, reply$result$verdict)) wrong <- wrong + 1
    for (path in names(case$expect)) {
      wanted <- case$expect[[path]]
      got <- tryCatch(at(reply$result, path), error = function(e) NA)
      off <- if (length(got) != length(wanted) || any(is.na(got) != is.na(wanted))) Inf
             else max(0, abs(got - wanted) / pmax(1, abs(wanted)), na.rm = TRUE)
      if (off > tolerance) {
        wrong <- wrong + 1
        if (wrong <= 3) cat("DIFFERS", name, path, "R:", format(wanted, digits = 12), "calc:", format(got, digits = 12), toJSON(case$request, auto_unbox = TRUE, digits = NA), "\n")
      }
      if (is.finite(off)) worst <- max(worst, off)
    }
  }
  row <- sprintf("| %s | %s | %d | %d | %d | %.1e | %.0e | %d |", name, what, length(cases), figures, refused, worst, tolerance, wrong)
  cat(row, "\n")
  for (reason in unique(explained)) cat("    explained:", sum(explained == reason), "×", reason, "\n")
  table_rows[[length(table_rows) + 1]] <<- list(row = row, explained = table(explained), wrong = wrong)
}

interval <- function(x) list("interval/lower" = x[1], "interval/upper" = x[2])
figure <- function(expression) tryCatch(expression, error = function(e) NULL)
# Scores as inspectors give them: with many ties, or without.
scores <- function(n) switch(whole(1, 3), r6(rnorm(n, 70, 15)), 25 * whole(0, 4, n), r6(runif(n, 0, 100)))

# --- Shares, means, scores ---------------------------------------------------------------------------------------------

compare("wilson", "prop.test(correct = FALSE)", lapply(seq_len(cases), function(i) {
  n <- whole(0, if (i %% 2) 12 else 2000); x <- if (n == 0) 0 else whole(0, n); level <- sample(c(.8, .9, .95, .99), 1)
  expect <- if (n > 0) { ci <- prop.test(x, n, conf.level = level, correct = FALSE)$conf.int
                         c(list(p = x / n), interval(ci)) }
  list(request = list("function" = "wilson", hits = x, n = n, level = level), expect = expect)
}), 1e-9)

compare("mean_t", "t.test", lapply(seq_len(cases), function(i) {
  n <- whole(0, if (i %% 3) 40 else 3); x <- scores(n)
  if (i %% 50 == 0) x <- rep(50, n)
  given <- as.list(x); if (n > 2 && i %% 7 == 0) given <- c(given[1], list(NA), given[-1])
  constant <- n > 1 && var(x) == 0
  expect <- figure({ if (constant) stop("constant"); t <- t.test(x); c(list(mean = mean(x), sd = sd(x), n = n), interval(t$conf.int)) })
  list(request = list("function" = "mean_t", values = given), expect = expect,
       explained = if (constant) "values all the same: R stops, calc gives an interval without width")
}), 1e-9)

compare("score", "weighted.mean(na.rm = TRUE)", lapply(seq_len(cases), function(i) {
  n <- whole(1, 20); w <- whole(0, 5, n); s <- 25 * whole(0, 4, n); s[runif(n) < .3] <- NA
  usable <- sum(w[!is.na(s)])
  list(request = list("function" = "score", weights = I(w), scores = I(s)),
       expect = if (usable > 0) list(score = weighted.mean(s, w, na.rm = TRUE), coverage = usable / sum(w)))
}), 1e-12)

# --- Locations ---------------------------------------------------------------------------------------------------------

wilson_of <- function(p, n, z = qnorm(.975)) {
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(centre - half, centre + half)
}
compare("stratified", "survey: svymean, strata and fpc; degf", lapply(seq_len(cases / 2), function(i) {
  H <- whole(1, 6); n <- whole(2, 12, H); if (i %% 5 == 0) n[whole(1, H)] <- 1; if (i %% 11 == 0) n[whole(1, H)] <- 0
  N <- n + whole(1, 5000, H) * (runif(H) > .1); N[N == 0] <- 3
  share <- i %% 2 == 0
  y <- lapply(n, function(m) if (share) whole(0, 1, m) else scores(m))
  data <- data.frame(y = unlist(y), h = rep(seq_len(H), n), N = rep(N, n))
  expect <- if (all(n > 0) && sum(n) > H) figure({
    design <- svydesign(ids = ~1, strata = ~h, fpc = ~N, data = data)
    m <- svymean(~y, design); se <- as.numeric(SE(m)); df <- degf(design)
    w <- N / n; n_eff <- sum(n * w)^2 / sum(n * w^2)
    ci <- if (share) { z <- wilson_of(min(1, coef(m)), n_eff); c(max(0, z[1]), min(1, z[2])) } else coef(m) + c(-1, 1) * qt(.975, df) * se
    c(list(estimate = as.numeric(coef(m)), standard_error = se, df = df, n_effective = n_eff, weights = w), interval(as.numeric(ci)))
  })
  strata <- lapply(seq_len(H), function(h) if (share) list(N = N[h], n = n[h], hits = sum(y[[h]])) else list(N = N[h], values = as.list(y[[h]])))
  list(request = list("function" = "stratified", strata = strata), expect = expect)
}), 1e-8)

# --- Comparisons -------------------------------------------------------------------------------------------------------

compare("two_shares", "prop.test; Newcombe from its intervals", lapply(seq_len(cases), function(i) {
  n <- whole(0, if (i %% 2) 15 else 500, 2); x <- c(if (n[1]) whole(0, n[1]) else 0, if (n[2]) whole(0, n[2]) else 0)
  expect <- if (all(n > 0)) {
    p <- x / n; ci <- sapply(1:2, function(g) prop.test(x[g], n[g], correct = FALSE)$conf.int)
    d <- p[1] - p[2]
    both <- if (sum(x) == 0 || sum(x) == sum(n)) c(NA, NA)
            else { pooled <- sum(x) / sum(n); c(sign(d) * sqrt(prop.test(x, n, correct = FALSE)$statistic), prop.test(x, n, correct = FALSE)$p.value) }
    list(difference = d, z = as.numeric(both[1]), p_value = as.numeric(both[2]),
         "interval/lower" = d - sqrt((p[1] - ci[1, 1])^2 + (ci[2, 2] - p[2])^2),
         "interval/upper" = d + sqrt((ci[2, 1] - p[1])^2 + (p[2] - ci[1, 2])^2))
  }
  list(request = list("function" = "two_shares", hits1 = x[1], n1 = n[1], hits2 = x[2], n2 = n[2]), expect = expect)
}), 1e-8)

compare("welch", "t.test(var.equal = FALSE)", lapply(seq_len(cases), function(i) {
  x <- scores(whole(if (i %% 9) 2 else 0, 30)); y <- scores(whole(if (i %% 9) 2 else 1, 30))
  if (i %% 40 == 0) { x[] <- 50; y[] <- 75 }
  expect <- figure({ t <- t.test(x, y); c(list(difference = mean(x) - mean(y), t = as.numeric(t$statistic), df = as.numeric(t$parameter), p_value = t$p.value), interval(t$conf.int)) })
  list(request = list("function" = "welch", first = as.list(x), second = as.list(y)), expect = expect)
}), 1e-8)

for (method in c("bonferroni", "holm", "bh"))
  compare(method, sprintf("p.adjust(method = \"%s\")", if (method == "bh") "BH" else method), lapply(seq_len(cases / 2), function(i) {
    n <- whole(1, 60); p <- r6(if (i %% 2) runif(n) else rbeta(n, .3, 2)); if (i %% 3 == 0) p <- round(p, 1); if (i %% 10 == 0 && n > 2) p[2] <- NA
    list(request = list("function" = method, p_values = I(p)), expect = list(adjusted = p.adjust(p[!is.na(p)], if (method == "bh") "BH" else method)))
  }), 1e-12)

compare("sample_size (shares)", "power.prop.test", lapply(seq_len(cases / 2), function(i) {
  p <- round(runif(2, .02, .98), 2); power <- sample(c(.8, .9), 1)
  expect <- if (p[1] != p[2]) list(exact = uniroot(function(n) power.prop.test(n = n, p1 = p[1], p2 = p[2])$power - power, c(1, 1e6), tol = 1e-9)$root)
  list(request = list("function" = "sample_size", p1 = p[1], p2 = p[2], power = power), expect = expect)
}), 1e-6)
compare("sample_size (means)", "power.t.test", lapply(seq_len(cases / 4), function(i) {
  d <- round(runif(1, 1, 12), 1); s <- round(runif(1, 3, 20), 1)
  n <- power.t.test(delta = d, sd = s, power = .8, tol = 1e-10)$n
  list(request = list("function" = "sample_size", d = d, sd = s), expect = list(exact_by_t = n, exact = 2 * (qnorm(.975) + qnorm(.8))^2 * s^2 / d^2))
}), 1e-6)

# --- Agreement ---------------------------------------------------------------------------------------------------------

# From the coincidence matrix as Krippendorff 2011 writes it down.
alpha_by_definition <- function(ratings, metric) {
  units <- apply(ratings, 2, function(u) u[!is.na(u)], simplify = FALSE)
  units <- units[lengths(units) > 1]
  if (length(units) < 2) return(NULL)
  v <- sort(unique(unlist(units))); o <- matrix(0, length(v), length(v))
  for (u in units) for (i in seq_along(u)) for (j in seq_along(u)) if (i != j) {
    a <- match(u[i], v); b <- match(u[j], v); o[a, b] <- o[a, b] + 1 / (length(u) - 1)
  }
  n <- rowSums(o)
  d <- outer(seq_along(v), seq_along(v), Vectorize(function(a, b) switch(metric,
    nominal = as.numeric(a != b), interval = (v[a] - v[b])^2,
    ratio = if (a == b) 0 else ((v[a] - v[b]) / (v[a] + v[b]))^2,
    ordinal = (sum(n[min(a, b):max(a, b)]) - (n[a] + n[b]) / 2)^2)))
  expected <- sum(outer(n, n) * d)
  if (expected == 0) return(NULL)
  list(alpha = 1 - (sum(n) - 1) * sum(o * d) / expected, pairable = sum(n))
}
compare("alpha", "coincidence matrix by definition, four metrics", lapply(seq_len(cases), function(i) {
  metric <- c("nominal", "ordinal", "interval", "ratio")[1 + i %% 4]; units <- whole(1, 25); raters <- whole(2, 5)
  truth <- whole(1, 5, units)
  ratings <- t(sapply(seq_len(raters), function(r) pmin(5, pmax(1, truth + sample(c(-1, 0, 0, 0, 1), units, TRUE)))))
  if (units == 1) ratings <- matrix(ratings, raters); ratings[runif(length(ratings)) < .25] <- NA
  if (i %% 30 == 0) ratings[!is.na(ratings)] <- 3
  list(request = list("function" = "alpha", metric = metric, ratings = lapply(seq_len(raters), function(r) I(ratings[r, ]))),
       expect = alpha_by_definition(ratings, metric))
}), 1e-10)

compare("icc", "psych::ICC(lmer = FALSE)", lapply(seq_len(cases / 4), function(i) {
  n <- whole(2, 20); k <- whole(2, 5)
  x <- matrix(pmin(100, pmax(0, 25 * round((rnorm(n, 2, 1) + rnorm(n * k, 0, .8)))) ), n, k)
  if (i %% 4) x <- x + r6(matrix(rnorm(n * k), n, k)); if (i %% 20 == 0) x[] <- 50
  if (i %% 25 == 0) x <- matrix(c(1, 2, 2, 1), 2) # no differences between rows
  expect <- figure({
    r <- suppressWarnings(ICC(x, lmer = FALSE))$results
    ends <- cbind(r$`lower bound`, r$`upper bound`); ends[!is.finite(rowSums(ends)), ] <- NA # half an interval is none
    if (anyNA(r$ICC) || any(!is.finite(r$F)) || r$ICC[6] == -Inf) stop("no figure")
    names <- c("icc11", "icc21", "icc31", "icc1k", "icc2k", "icc3k")
    made <- list()
    for (j in 1:6) { made[[paste0(names[j], "/icc")]] <- r$ICC[j]; made[[paste0(names[j], "/p_value")]] <- r$p[j]
      made[[paste0(names[j], "/interval/lower")]] <- ends[j, 1]; made[[paste0(names[j], "/interval/upper")]] <- ends[j, 2] }
    made
  })
  list(request = list("function" = "icc", ratings = lapply(seq_len(nrow(x)), function(j) I(x[j, ]))), expect = expect,
       explained = if (var(rowMeans(x)) == 0) "no differences between visits: psych divides by zero or by a rounding, calc refuses")
}), 1e-6)

compare("inspector_variance", "lme4::lmer(REML)", lapply(seq_len(cases / 20), function(i) {
  I <- whole(4, 12); L <- whole(2, 8); n <- whole(60, 200)
  d <- data.frame(i = whole(1, I, n), l = whole(1, L, n), t = whole(1, 4, n))
  d$y <- r6(70 + rnorm(I, 0, sample(c(0, 4), 1))[d$i] + rnorm(L, 0, 6)[d$l] + rnorm(n, 0, 10) + d$t)
  fit <- lmer(y ~ t + (1 | i) + (1 | l), d, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9), check.conv.singular = "ignore"))
  v <- as.data.frame(VarCorr(fit)); v <- setNames(v$vcov, v$grp)
  list(request = list("function" = "inspector_variance", visits = d |> setNames(c("inspector", "location", "time", "score"))),
       expect = list(share = v[["i"]] / sum(v), residual_variance = v[["Residual"]], location_variance = v[["l"]], trend = fixef(fit)[["t"]]))
}), 2e-4)

compare("drift", "lm(y ~ location + inspector + inspector:time)", lapply(seq_len(cases / 20), function(i) {
  I <- whole(2, 8); L <- whole(2, 6); n <- whole(60, 200)
  d <- data.frame(i = whole(1, I, n), l = whole(1, L, n), t = whole(1, 5, n)); d$y <- r6(70 + d$t * rnorm(I)[d$i] + rnorm(n, 0, 8)); d <- d[order(d$i), ]
  fit <- lm(y ~ factor(l) + factor(i) + factor(i):t, d); s <- grep(":t$", names(coef(fit))); b <- coef(fit)[s]; V <- vcov(fit)[s, s]
  J <- length(b); C <- diag(J) - 1 / J; drift <- as.numeric(C %*% b); se <- sqrt(diag(C %*% V %*% t(C)))
  p <- 2 * pt(-abs(drift / se), fit$df.residual)
  list(request = list("function" = "drift", visits = d |> setNames(c("inspector", "location", "time", "score"))),
       expect = list(common = mean(b), df = fit$df.residual, "inspectors/0/drift" = drift[1], "inspectors/0/standard_error" = se[1], "inspectors/1/p_holm" = p.adjust(p, "holm")[2]))
}), 1e-8)

# --- Key drivers -------------------------------------------------------------------------------------------------------

# The mean over all orders in which predictors may enter.
orders <- function(v) if (length(v) < 2) list(v) else do.call(c, lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(o) c(v[i], o))))
lmg_by_orders <- function(y, x, w) {
  p <- ncol(x); r2 <- function(s) if (!length(s)) 0 else summary(lm(y ~ x[, s, drop = FALSE], weights = w))$r.squared
  known <- new.env(); of <- function(s) { key <- paste(c("of", sort(s)), collapse = " "); if (is.null(known[[key]])) assign(key, r2(s), known); known[[key]] }
  total <- numeric(p); all <- orders(seq_len(p))
  for (o in all) for (k in seq_len(p)) total[o[k]] <- total[o[k]] + of(o[seq_len(k)]) - of(o[seq_len(k - 1)])
  list(lmg = total / length(all), r2 = of(seq_len(p)))
}
driver_data <- function(i, n = whole(10, 60), p = whole(1, 4)) {
  x <- matrix(r6(rnorm(n * p)), n); if (p > 1) x[, 2] <- r6(.6 * x[, 1] + .8 * x[, 2]); if (i %% 3 == 0) x <- round(x)
  list(x = x, y = r6(as.numeric(x %*% runif(p)) + rnorm(n)))
}
compare("lmg", "mean over all orders of lm(weights)", lapply(seq_len(cases / 4), function(i) {
  d <- driver_data(i); n <- nrow(d$x); p <- ncol(d$x); w <- if (i %% 2) rep(1, n) else whole(1, 9, n)
  if (i %% 25 == 0) d$x[, 1] <- 5
  if (i %% 26 == 0 && p > 2) d$x[, 3] <- d$x[, 1] + d$x[, 2]
  impossible <- any(apply(d$x, 2, var) == 0) || qr(cbind(1, d$x))$rank < p + 1
  expect <- if (!impossible) { r <- lmg_by_orders(d$y, d$x, w); made <- list(r2 = r$r2); for (k in seq_len(p)) made[[sprintf("drivers/%d/lmg", k - 1)]] <- r$lmg[k]; made }
  list(request = list("function" = "lmg", y = I(d$y), x = lapply(seq_len(n), function(j) I(d$x[j, ])), weights = I(w)), expect = expect)
}), 1e-9)

# Two bootstraps differ by chance: two of R's own by up to 0.08 of the interval's width.
compare_bootstrap <- function(runs) {
  off <- c()
  for (i in seq_len(runs)) {
    d <- driver_data(1, 80, 3)
    b <- boot(data.frame(y = d$y, d$x), function(data, k) { r <- data[k, ]; c1 <- cor(r); a <- c1[1, -1]; m <- c1[-1, -1]
      f <- function(s) if (!length(s)) 0 else sum(a[s] * solve(m[s, s, drop = FALSE], a[s]))
      sapply(1:3, function(v) { o <- setdiff(1:3, v); (2 * (f(v) - 0) + (f(c(o[1], v)) - f(o[1])) + (f(c(o[2], v)) - f(o[2])) + 2 * (f(1:3) - f(o))) / 6 }) }, R = 4000)
    mine <- ask(list(list("function" = "lmg", y = I(d$y), x = lapply(seq_len(80), function(j) I(d$x[j, ])), bootstrap = list(resamples = 4000, seed = i))))[[1]]
    for (v in 1:3) { theirs <- quantile(b$t[, v], c(.025, .975)); own <- at(mine$result, sprintf("drivers/%d/lmg_interval", v - 1)); off <- c(off, max(abs(own - theirs)) / diff(theirs)) }
  }
  row <- sprintf("| lmg (intervals) | boot::boot, 4,000 resamples | %d | %d | 0 | %.1e of the width | 0.15 | %d |", length(off), length(off), max(off), sum(off > .15))
  cat(row, "\n"); table_rows[[length(table_rows) + 1]] <<- list(row = row, explained = table(character()), wrong = sum(off > .15))
}
compare_bootstrap(20)

# --- Training and waits ------------------------------------------------------------------------------------------------

compare("did", "t.test; all splits by combn", lapply(seq_len(cases / 4), function(i) {
  a <- whole(if (i %% 9) 2 else 1, 6); b <- whole(2, 6); t <- if (i %% 2) r6(rnorm(a, 4, 3)) else whole(-5, 9, a); c <- if (i %% 2) r6(rnorm(b, 0, 3)) else whole(-5, 9, b)
  constant <- a > 1 && var(t) == 0 && var(c) == 0
  expect <- if (a > 1) figure({ w <- t.test(t, c); all <- c(t, c); d <- mean(t) - mean(c)
    splits <- combn(a + b, a, function(s) mean(all[s]) - mean(all[-s])); extreme <- sum(abs(splits) >= abs(d) - 1e-9)
    c(list(effect = d, t = as.numeric(w$statistic), df = as.numeric(w$parameter), p_value = w$p.value, "permutation/as_extreme" = extreme, "permutation/splits" = length(splits)), interval(w$conf.int)) })
  list(request = list("function" = "did", trained = as.list(t), control = as.list(c)), expect = expect,
       explained = if (constant) "no spread in either arm: R's t.test stops, calc still has the permutation test")
}), 1e-9)

order_ends <- function(n, p) {
  l <- max(0, which(pbinom(seq_len(n) - 1, n, p) <= .025)); u <- min(n + 1, which(pbinom(seq_len(n) - 1, n, p, lower.tail = FALSE) <= .025))
  if (l < 1 || u > n) c(NA, NA) else c(l, u)
}
# quantile(type = 1) takes 0.55 · 100 for a little more than 55 and goes one rank too far; whole hundredths do not.
nearest_rank <- function(x, p) sort(x)[max(1, ceiling(round(100 * p) * length(x) / 100))]
compare("percentile", "quantile(type = 7), x(⌈pn⌉), pbinom", lapply(seq_len(cases), function(i) {
  n <- whole(0, if (i %% 2) 10 else 200); x <- if (i %% 3) r6(rlnorm(n, 5.5, .8)) else 60 * whole(0, 20, n); p <- round(runif(1), 2)
  expect <- if (n > 0) { ranks <- order_ends(n, p); list(type7 = as.numeric(quantile(x, p, type = 7)), nearest_rank = nearest_rank(x, p),
    interval_ranks = if (anyNA(ranks)) NA else ranks) }
  list(request = list("function" = "percentile", values = as.list(x), p = p), expect = expect)
}), 1e-9)

compare("sla", "prop.test", lapply(seq_len(cases / 2), function(i) {
  n <- whole(1, 200); x <- rbinom(1, n, .8); ci <- prop.test(x, n, correct = FALSE)$conf.int
  verdict <- if (ci[1] >= .8) "met" else if (ci[2] < .8) "missed" else "not_shown"
  list(request = list("function" = "sla", hits = x, n = n, target = .8), expect = c(list(p = x / n), interval(ci)), verdict = verdict)
}), 1e-9)

# The sketch has no counterpart in R: its error in ranks, in half widths of a centroid, over random samples.
compare_sketch <- function(runs) {
  worst <- c(0, 0); places <- c(.05, .5, .9, .99)
  for (i in seq_len(runs)) {
    n <- 20000; x <- switch(1 + i %% 4, r6(rlnorm(n, 5.5, .8)), r6(runif(n)), sort(r6(rnorm(n))), rev(sort(r6(rexp(n)))))
    for (k in 1:2) {
      reply <- ask(list(list("function" = "percentile", values = x, p = places, sketch = TRUE, merged = c(1, 100)[k])))[[1]]
      for (j in seq_along(places)) { got <- at(reply$result, sprintf("percentiles/%d/type7", j - 1))
        rank <- sum(x < got) + sum(x == got) / 2; worst[k] <- max(worst[k], abs(rank / n - places[j]) / (pi / 100 * sqrt(places[j] * (1 - places[j])))) }
    }
  }
  for (k in 1:2) { row <- sprintf("| t-digest, %s | ranks in the sample | %d | %d | 0 | %.2f half widths | 1 | %d |", c("one", "100 merged")[k], runs * 4, runs * 4, worst[k], sum(worst[k] > 1))
    cat(row, "\n"); table_rows[[length(table_rows) + 1]] <<- list(row = row, explained = table(character()), wrong = sum(worst[k] > 1)) }
}
compare_sketch(40)

# --- The table ---------------------------------------------------------------------------------------------------------

cat("\n| function | against | data sets | figures | both refuse | greatest difference | allowed | unexplained |\n|---|---|---|---|---|---|---|---|\n")
for (row in table_rows) cat(row$row, "\n", sep = "")
for (row in table_rows) for (reason in names(row$explained)) cat("- ", row$explained[[reason]], " × ", reason, "\n", sep = "")
cat("R", as.character(getRversion()), "survey", as.character(packageVersion("survey")), "psych", as.character(packageVersion("psych")), "boot", as.character(packageVersion("boot")), "lme4", as.character(packageVersion("lme4")), "\n")
quit(status = as.integer(sum(vapply(table_rows, function(r) r$wrong, 0)) > 0))
