import { Gallery } from "@kring/ui/gallery";
import "@kring/ui/gallery.css";

export const GalleryPage = Gallery;
