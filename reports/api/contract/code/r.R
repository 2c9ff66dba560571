site <- Sys.getenv("SITE")
figures <- read.csv(paste0(site, "/api/v1/figures/?measure=market_size&format=csv"))
print(figures[, c("market", "period_end", "amount", "unit", "status")])
