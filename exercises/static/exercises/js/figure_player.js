/* The moving figure: fetches its picture and its motion once, moves each part, rests where nobody sees it.

   A player may also hold both itself: an <svg> with data-drawn, and a <script type="application/json" data-motion>. */

const QUIET = window.matchMedia("(prefers-reduced-motion: reduce)");
const SEEN = new IntersectionObserver((entries) => entries.forEach((entry) => players.get(entry.target)?.seen(entry.isIntersecting)));
const players = new WeakMap();

const text = async (url) => {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
};

/* The drawing of a still as an <svg> of this page, without the arrows that belong to that still alone. */
const picture = (source, css) => {
  const symbol = new DOMParser().parseFromString(source, "image/svg+xml").getElementById("s");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", symbol.getAttribute("viewBox"));
  svg.setAttribute("preserveAspectRatio", symbol.getAttribute("preserveAspectRatio"));
  svg.setAttribute("class", css);
  svg.setAttribute("aria-hidden", "true");
  svg.append(...symbol.childNodes);
  return svg;
};

const withoutArrows = (limbs) => {
  const last = limbs[limbs.length - 1];
  while (last?.nextElementSibling) last.nextElementSibling.remove();
};

/* A part as the browser animates it: to where it is at each moment, the first again at the end. */
const moves = (rows, times) => {
  const round = times[times.length - 1];
  return rows.map(([x, y, angle, stretch, wide = 1], place) => ({
    offset: times[place] / round,
    transform: `translate(${x}px, ${y}px) rotate(${angle}deg) scale(${wide}, ${stretch})`,
  }));
};

const animate = (svg, motion) => {
  const limbs = [...svg.querySelectorAll("g[transform]")];
  withoutArrows(limbs);
  const length = motion.times[motion.times.length - 1] * 1000;
  return limbs.flatMap((limb, place) => {
    const rows = motion.parts[place];
    if (rows.length < 2) return [];
    const animation = limb.animate(moves(rows, motion.times), { duration: length, iterations: Infinity });
    animation.pause();
    return [animation];
  });
};

class Player {
  constructor(element) {
    this.element = element;
    this.button = element.querySelector("[data-toggle]");
    this.says = element.querySelector("[data-says]");
    this.words = [...element.querySelectorAll("template")].flatMap((one) => [...one.content.children].map((word) => word.textContent));
    this.wanted = !QUIET.matches;
    this.inSight = false;
    this.button.addEventListener("click", () => this.want(!this.wanted));
    QUIET.addEventListener("change", () => QUIET.matches && this.want(false));
    this.show();
  }

  seen(inSight) {
    this.inSight = inSight;
    this.go();
  }

  want(wanted) {
    this.wanted = wanted;
    this.show();
    this.go();
  }

  show() {
    const { sayPause, sayPlay } = this.element.dataset;
    this.button.setAttribute("aria-label", this.wanted ? sayPause : sayPlay);
    this.button.querySelector("[data-when-moving]").hidden = !this.wanted;
    this.button.querySelector("[data-when-still]").hidden = this.wanted;
  }

  async go() {
    const moving = this.wanted && this.inSight;
    if (moving) this.loading ??= this.load();
    try {
      await this.loading;
    } catch {
      this.loading = undefined;
      if (this.wanted) this.want(false);
      return;
    }
    this.run(this.wanted && this.inSight);
  }

  async load() {
    const { still, motion } = this.element.dataset;
    const own = this.element.querySelector("script[data-motion]");
    const drawn = this.element.querySelector("svg[data-drawn]");
    const [source, table] = await Promise.all([drawn ? "" : text(still), own ? own.textContent : text(motion)]);
    const stage = this.element.querySelector("svg.fig");
    const svg = drawn ?? picture(source, stage.getAttribute("class"));
    this.motion = JSON.parse(table);
    this.animations = animate(svg, this.motion);
    if (svg !== stage) stage.replaceWith(svg);
  }

  run(moving) {
    if (!this.animations?.length) return;
    const now = this.animations[0].currentTime ?? 0;
    for (const animation of this.animations) {
      animation.currentTime = now;
      if (moving) animation.play();
      else animation.pause();
    }
    this.element.toggleAttribute("data-moving", moving);
    clearInterval(this.clock);
    if (moving) this.clock = setInterval(() => this.tell(), 100);
  }

  /* The words of what is shown now: of the last still that was passed. */
  tell() {
    if (!this.element.isConnected) return clearInterval(this.clock);
    const round = this.motion.times[this.motion.times.length - 1];
    const second = (this.animations[0].currentTime / 1000) % round;
    const passed = this.motion.stills.filter((at) => at <= second + 0.05).length;
    const words = this.words.at(passed - 1);
    if (words !== undefined && this.says && this.says.textContent !== words) this.says.textContent = words;
  }
}

const begin = (root) => {
  for (const element of root.querySelectorAll("[data-figure]")) {
    if (players.has(element)) continue;
    players.set(element, new Player(element));
    SEEN.observe(element);
  }
};

begin(document);
document.addEventListener("htmx:load", () => begin(document));
document.addEventListener("figures:added", () => begin(document));
