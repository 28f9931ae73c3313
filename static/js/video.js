// A video from elsewhere: the player is fetched only when the button is pressed.
export default function video(part) {
  const button = part.querySelector(".video-play");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = part.dataset.embed;
    player.title = part.dataset.title;
    player.allow = "fullscreen; encrypted-media; picture-in-picture";
    player.allowFullscreen = true;
    player.referrerPolicy = "strict-origin-when-cross-origin";
    player.tabIndex = -1;
    part.querySelector(".video-still").replaceWith(player);
    player.focus();
  });
}
