import os

import pandas as pd

site = os.environ["SITE"]
figures = pd.read_csv(f"{site}/api/v1/figures/?measure=market_size&format=csv")
print(figures[["market", "period_end", "amount", "unit", "status"]])
