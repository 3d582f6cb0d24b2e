// What Leaflet's renderers have and its types leave out.

export {}; // a module, which adds to that of Leaflet

declare module "leaflet" {
  interface Map {
    _animatingZoom: boolean;
  }
  interface ZoomPanOptions {
    reset?: boolean;
  }
  interface Renderer {
    _container: HTMLElement;
    _bounds: Bounds;
    _zoom: number;
    _update(): void;
  }
}
