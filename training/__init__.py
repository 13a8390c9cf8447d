"""How the model in the package is made: open corpora in, one int8 ONNX file out. Never imported by the package."""
