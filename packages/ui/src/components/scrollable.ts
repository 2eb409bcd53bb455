/** For a region that scrolls: it must be reachable by keyboard, also when nothing inside it is. */
export const scrollable = { tabIndex: 0 };
