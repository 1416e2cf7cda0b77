"""What statements imply for certain: the smallest and the largest total of any window, without any model.

- `cells`: runs of periods that no statement tells apart, so that a year of days is a handful of unknowns
- `shortest_paths`: bounds of all windows at once, for totals of whole periods
- `linear_programs`: bounds for any statements, such as stated changes and part-months
- `elastic`: how far statements are from being consistent
- `sharp_bounds`: whichever of the two engines suits the statements and the window
- `implied`: the range implied for each statement by all the others
"""
