// The page is as high as its visible part: otherwise an on-screen keyboard would cover the composer.

export function followViewport() {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    if (seen.scale !== 1) return;  // somebody looks closer, which moves nothing
    document.documentElement.style.setProperty("--seen", `${seen.height}px`);
    window.scrollTo(0, 0);
  };
  seen.addEventListener("resize", fit);
  fit();
}
