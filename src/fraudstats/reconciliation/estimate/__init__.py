"""What is probable: counts drawn from a prior that is confined to what the statements allow.

The prior:

- `first_guess`: a rough level of each period, which says how large "5%" is there
- `components`: walk, season, year's end, noise as linear maps of standard normals
- `bursts`: single periods that tower over their neighbours
- `prior`: their sum, with the possible scales of each

The draws:

- `polytope`: the allowed region, with coordinates in which it can be sampled
- `posterior`: prior and region of a set of statements
- `sampling` and `truncated_normal`: the chains
- `diagnostics`: whether the chains agree
- `draws`: chains run until they do

What is asked of the draws:

- `bands`: estimate and band of every period
- `candidates`: the windows that a bulletin without dates can mean
- `definition_break`: whether bulletins of one kind count something else
- `discrepancy`: how far bulletins miss each other beyond their printed ranges
- `leave_one_out`: each statement predicted from all the others
"""
