/** The list of kinds and models. Adding a model is its folder and one line here. */
