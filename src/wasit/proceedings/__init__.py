"""A matter on its way through a workflow of the rulebook: states, moves and clocks, for rooms above to use."""
