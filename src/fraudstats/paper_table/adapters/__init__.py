"""What is printed of each kind of result, one module per kind; `fraudstats.paper_table.api` lists them."""
