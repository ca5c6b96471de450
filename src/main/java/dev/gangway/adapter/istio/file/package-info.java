/** Reads Istio's objects from files and tells what becomes of them. Imports control, the domain, Jackson, SnakeYAML. */
package dev.gangway.adapter.istio.file;
