// Lists what can be pressed and is smaller than least in width or height.
(least) => {
	const pressable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=checkbox], [role=tab], [tabindex]:not([tabindex='-1'])";
	const join = (a, b) => ({
		left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
		top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom),
	});
	// A link may cover the whole card that it stands in, by something empty that is laid
	// over it: that is pressed as well.
	const covered = (e) => ["::before", "::after"].some((part) => {
		const style = getComputedStyle(e, part);
		return style.content !== "none" && style.position === "absolute" &&
			[style.top, style.right, style.bottom, style.left].every((edge) => edge === "0px");
	});
	const card = (e) => {
		let up = e;
		while (up.parentElement && getComputedStyle(up).position === "static") up = up.parentElement;
		return up.getBoundingClientRect();
	};
	// A line of text holds more than this element: the words around it set its height.
	const inSentence = (e) => {
		if (getComputedStyle(e).display !== "inline") return false;
		let line = e.parentElement;
		while (line && getComputedStyle(line).display === "inline") line = line.parentElement;
		const around = (line?.textContent ?? "").replace(e.textContent, "");
		const words = [...line?.querySelectorAll(pressable) ?? []].filter((other) => other !== e)
			.reduce((text, other) => text.replace(other.textContent, ""), around);
		return /\p{L}/u.test(words);
	};
	const found = [];
	for (const e of document.querySelectorAll(pressable)) {
		if (e.disabled || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
		let box = e.getBoundingClientRect();
		// What is drawn in one pixel or outside the page shows itself when it has the focus.
		if (box.right <= 0 || box.bottom + scrollY <= 0 || (box.width <= 1 && box.height <= 1)) continue;
		// What lies below its surroundings takes keys for them; they are what is pressed.
		if (getComputedStyle(e).zIndex < 0) continue;
		for (const label of e.labels ?? []) box = join(box, label.getBoundingClientRect());
		if (covered(e)) box = join(box, card(e));
		const width = box.right - box.left, height = box.bottom - box.top;
		if ((width >= least && height >= least) || inSentence(e)) continue;
		const text = (e.getAttribute("aria-label") ?? e.innerText ?? "").trim().slice(0, 40);
		found.push(`<${e.localName}${e.id ? ` id=${e.id}` : ""}> ${JSON.stringify(text)} is ${Math.round(width * 10) / 10} by ${Math.round(height * 10) / 10}`);
	}
	return found;
}
