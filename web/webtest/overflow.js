// Lists what makes the page wider than its window, widest first.
() => {
	const page = document.scrollingElement;
	const width = page.clientWidth;
	const name = (e) => {
		const text = e.innerText?.trim().slice(0, 40);
		return `<${e.localName}${e.id ? ` id=${e.id}` : ""}${e.classList.length ? ` class="${e.classList}"` : ""}>${text ? ` ${JSON.stringify(text)}` : ""}`;
	};
	// What a box of its own scrolls or cuts away is that box's affair. A box does so with
	// what is placed absolutely only if it is placed itself.
	const boxed = (e) => {
		let placed = getComputedStyle(e).position === "absolute";
		for (let up = e.parentElement; up && up !== document.body && up !== document.documentElement; up = up.parentElement) {
			const style = getComputedStyle(up);
			if (placed && style.position === "static" && style.transform === "none") continue;
			if (style.overflowX !== "visible") return true;
			placed = style.position === "absolute";
		}
		return false;
	};
	const scrolls = page.scrollWidth > width;
	const beyond = [];
	for (const e of document.body.querySelectorAll("*")) {
		const box = e.getBoundingClientRect();
		// A rounded pixel is not seen. An element of one pixel is for screen readers, and
		// of interest only where it makes the page scroll.
		if (box.right <= width + 1 || (!scrolls && (box.width <= 1 || box.height <= 1))) continue;
		if (e.checkVisibility({ visibilityProperty: true }) && !boxed(e)) {
			beyond.push([box.right, `${name(e)} ends at ${Math.round(box.right)} of ${width}`]);
		}
	}
	beyond.sort((a, b) => b[0] - a[0]);
	const found = beyond.slice(0, 5).map(([, line]) => line);
	if (found.length === 0 && scrolls) found.push(`it scrolls to ${page.scrollWidth} of ${width}`);
	return found;
}
