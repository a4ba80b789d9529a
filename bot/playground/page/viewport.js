// The page is as high as what is to be seen of it: an on-screen keyboard that covers it would hide where one writes.

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
