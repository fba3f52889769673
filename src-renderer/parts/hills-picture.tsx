/** The county at night with one lamp lit: what stands where no hand reaches. Decoration. */
export function HillsPicture() {
  return (
    <svg className="hills" viewBox="0 0 1080 620" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <defs>
        <radialGradient id="hills-glow">
          <stop className="hills-glow-inner" offset="0" />
          <stop className="hills-glow-outer" offset="1" />
        </radialGradient>
      </defs>
      <circle cx="742" cy="300" r="330" fill="url(#hills-glow)" />
      <circle className="hills-lamp" cx="742" cy="300" r="46" />
      <path
        className="hills-far"
        d="M0 420c70-30 120-92 190-96s96 62 168 58 128-122 214-118 120 96 196 98 150-86 312-46v304H0Z"
      />
      <path className="hills-middle" d="M0 486c96-8 150-74 246-70s136 66 236 60 160-84 268-76 174 62 330 30v190H0Z" />
      <path className="hills-hall" d="M690 470v-42h-14l78-40 78 40h-14v42Z" />
      <path className="hills-window" d="M744 470v-26h20v26ZM712 462v-16h14v16ZM782 462v-16h14v16Z" />
      <path className="hills-near" d="M0 548c130-24 210-66 352-58s200 34 330 16 220-50 398-10v124H0Z" />
      <g className="hills-bamboo">
        <path d="M92 620c-2-120 4-260 22-400M132 620c2-90 0-190 18-300M62 620c-4-70-6-150 0-230" />
        <path d="M96 500h-10M100 410h-10M104 320h-10M138 500h-8M140 420h-8M60 520h-8" />
      </g>
      <g className="hills-leaves">
        <path d="M114 222c34-6 62 4 88 34-38 2-68-6-88-34ZM112 240c-34 2-60 16-78 50 36-6 62-20 78-50ZM106 296c32 2 56 16 74 46-34-4-60-18-74-46Z" />
        <path d="M150 322c30-8 58-2 84 24-34 4-64-2-84-24ZM148 344c-26 6-46 22-58 52 30-10 50-26 58-52ZM62 392c-28 4-48 18-60 46 28-6 50-20 60-46ZM62 400c26 4 46 18 58 46-28-6-48-20-58-46Z" />
      </g>
    </svg>
  );
}
