import { mount } from "svelte";
import App from "./App.svelte";
import { startAddress } from "./address/address.svelte";
import { startPreferences } from "./i18n/preferences.svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

startPreferences();
startAddress();

const target = document.getElementById("pages");
if (target) mount(App, { target });
