// Where the first element of a selector can be clicked: the middle of its first box, what
// lies over it there, and whether it was there two frames before, where the page has
// frames that scripts are told of. null while it cannot be seen.
async (selector, frames) => {
	const look = () => {
		const element = document.querySelector(selector);
		if (!element?.checkVisibility({ visibilityProperty: true })) return null;
		element.scrollIntoViewIfNeeded(true);
		const [box] = element.getClientRects();
		if (!box || box.width === 0 || box.height === 0) return null;
		const x = box.x + box.width / 2;
		const y = box.y + box.height / 2;
		const top = document.elementFromPoint(x, y);
		return { x, y, covers: element.contains(top) ? "" : (top ?? document.documentElement).cloneNode().outerHTML };
	};
	const before = look();
	if (!before) return null;
	if (frames) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	const now = look();
	return now && { ...now, still: now.x === before.x && now.y === before.y };
}
