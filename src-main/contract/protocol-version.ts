/** Grows when a frame, call or event changes its meaning. Alone in its file, so that shell and preload need not load the schemas. */
export const protocolVersion = 1;
