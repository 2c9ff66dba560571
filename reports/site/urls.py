from django.urls import path
from django.http import HttpResponse
def v(request, **k): return HttpResponse("x")
urlpatterns = [path("markets/", v, name="markets"), path("markets/<slug:market>/", v, name="market"), path("markets/<slug:market>/<slug:edition>/", v, name="report"), path("markets/<slug:market>/<slug:edition>/releases/<int:number>/", v, name="release")]
